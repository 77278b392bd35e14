/** How declared files are read: YAML with lines, every finding of every file at once. */
@NullMarked
package dk.maaltal.declaration;

import org.jspecify.annotations.NullMarked;
