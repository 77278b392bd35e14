@NullMarked
package dk.maaltal.watch.health;

import org.jspecify.annotations.NullMarked;
