/** Faults from outside: the built jar as a process, and what is done to it, its database, its disk and its network. */
@NullMarked
package dk.maaltal.chaos;

import org.jspecify.annotations.NullMarked;
