/** Generations of registers: folders of typed, pseudonymised rows, sorted by person, in a fixed number of buckets. */
@NullMarked
package dk.maaltal.staging.register;

import org.jspecify.annotations.NullMarked;
