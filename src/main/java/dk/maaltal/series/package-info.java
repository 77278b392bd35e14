/** The vocabulary: observations, series, reference periods, vintages, areas, and how a plan points at a series. */
@NullMarked
package dk.maaltal.series;

import org.jspecify.annotations.NullMarked;
