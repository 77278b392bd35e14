/** What went wrong, whose move it is, and what to do next. */
@NullMarked
package dk.maaltal.problem;

import org.jspecify.annotations.NullMarked;
