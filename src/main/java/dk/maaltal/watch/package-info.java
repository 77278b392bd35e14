/** Watches over what runs alone: what should have run, how fresh the figures are, what a person must be told. */
@NullMarked
package dk.maaltal.watch;

import org.jspecify.annotations.NullMarked;
