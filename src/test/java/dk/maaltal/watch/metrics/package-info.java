@NullMarked
package dk.maaltal.watch.metrics;

import org.jspecify.annotations.NullMarked;
