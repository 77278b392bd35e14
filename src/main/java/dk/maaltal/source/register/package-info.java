/** Reads dropped files: declared layouts, every variant of CSV and XLSX, typed and pseudonymised row by row. */
@NullMarked
package dk.maaltal.source.register;

import org.jspecify.annotations.NullMarked;
