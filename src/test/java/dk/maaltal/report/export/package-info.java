@NullMarked
package dk.maaltal.report.export;

import org.jspecify.annotations.NullMarked;
