/** Whether this process lives and can do its work, and what is about to keep it from it. */
@NullMarked
package dk.maaltal.watch.health;

import org.jspecify.annotations.NullMarked;
