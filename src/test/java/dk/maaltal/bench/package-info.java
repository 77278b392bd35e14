/** How fast answers become observations, beside the bare load of the same rows; run by hand (docs/how-to/benchmark.md). */
@NullMarked
package dk.maaltal.bench;

import org.jspecify.annotations.NullMarked;
