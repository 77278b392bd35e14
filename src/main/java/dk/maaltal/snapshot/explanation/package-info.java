/** Explains one measure of one version: what was counted, from what, and what is missing. */
@NullMarked
package dk.maaltal.snapshot.explanation;

import org.jspecify.annotations.NullMarked;
