/** Counts what local rules ask for: persons folded once, sheets read once. Knows nothing of cells, states or targets. */
@NullMarked
package dk.maaltal.measure.local;

import org.jspecify.annotations.NullMarked;
