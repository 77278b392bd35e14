/** A published version as files: CSV with a Data Package, Parquet, a workbook, a Power BI project. */
@NullMarked
package dk.maaltal.report.export;

import org.jspecify.annotations.NullMarked;
