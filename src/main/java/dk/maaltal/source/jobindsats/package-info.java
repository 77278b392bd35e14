/** Jobindsats API v3: its catalogue, its answers, its oddities; the only place that speaks HTTP to it. */
@NullMarked
package dk.maaltal.source.jobindsats;

import org.jspecify.annotations.NullMarked;
