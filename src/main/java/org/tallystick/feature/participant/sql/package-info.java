/**
 * The participants' table: names and profiles for search. Written on the projector's thread, read on any.
 */
@NullMarked
package org.tallystick.feature.participant.sql;

import org.jspecify.annotations.NullMarked;
