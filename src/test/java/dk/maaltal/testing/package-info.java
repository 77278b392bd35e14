/** What several rooms' tests need: databases, clocks, builders. */
@NullMarked
package dk.maaltal.testing;

import org.jspecify.annotations.NullMarked;
