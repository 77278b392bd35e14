/** Figures for monitoring, computed from the database so that runs of other processes count too. */
@NullMarked
package dk.maaltal.watch.metrics;

import org.jspecify.annotations.NullMarked;
