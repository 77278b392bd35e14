/** The outside world for tests: a simulated Jobindsats, and a second, naive computation of the plan's official measures. */
@NullMarked
package dk.maaltal.testing;

import org.jspecify.annotations.NullMarked;
