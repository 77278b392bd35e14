/** Keeps deliveries byte for byte and turns them into observations with known-from and known-to. */
@NullMarked
package dk.maaltal.staging;

import org.jspecify.annotations.NullMarked;
