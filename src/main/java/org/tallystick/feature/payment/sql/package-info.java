/**
 * The table of payments. Written on the projector's thread, read on any.
 */
@NullMarked
package org.tallystick.feature.payment.sql;

import org.jspecify.annotations.NullMarked;
