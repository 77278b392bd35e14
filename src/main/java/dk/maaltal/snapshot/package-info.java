/** Plans and commits immutable versions; the only writer of schema bi's published rows. */
@NullMarked
package dk.maaltal.snapshot;

import org.jspecify.annotations.NullMarked;
