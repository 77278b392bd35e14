/** What is published, held and shown over many nights, worked out a second time and held against the product. */
@NullMarked
package dk.maaltal.vintages;

import org.jspecify.annotations.NullMarked;
