/** Puts the stages together into restartable batch jobs, launches them, gives the verdict. */
@NullMarked
package dk.maaltal.job;

import org.jspecify.annotations.NullMarked;
