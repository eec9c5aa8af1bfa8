package org.tallystick.architecture.toolkit.beans;

/** Stands for the toolkit's own. */
public final class Property {}
