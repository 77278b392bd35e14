/** The verbs of the command line; no rule lives here. */
@NullMarked
package dk.maaltal.cli;

import org.jspecify.annotations.NullMarked;
