/** Read-only views of what was published: tables for people, files for machines. */
@NullMarked
package dk.maaltal.report;

import org.jspecify.annotations.NullMarked;
