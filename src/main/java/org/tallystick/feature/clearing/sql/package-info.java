/**
 * The table of clearings. Written on the projector's thread, read on any.
 */
@NullMarked
package org.tallystick.feature.clearing.sql;

import org.jspecify.annotations.NullMarked;
