/** Måltal: the application class; every other package is a room of its own (docs/architecture.md). */
@NullMarked
package dk.maaltal;

import org.jspecify.annotations.NullMarked;
