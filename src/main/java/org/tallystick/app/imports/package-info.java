/**
 * Brings a community over from a spreadsheet: reads the file, finds every bad line before anything is made, and makes a new
 * node of it beside its place. Everything belongs to the thread that uses it.
 */
@NullMarked
package org.tallystick.app.imports;

import org.jspecify.annotations.NullMarked;
