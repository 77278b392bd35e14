/** Makes the archive of deliveries that the demo runs on. */
@NullMarked
package dk.maaltal.testing.demo;

import org.jspecify.annotations.NullMarked;
