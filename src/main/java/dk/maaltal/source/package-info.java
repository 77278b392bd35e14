/** What upstream systems offer and how to fetch it; one sub-package a system. */
@NullMarked
package dk.maaltal.source;

import org.jspecify.annotations.NullMarked;
