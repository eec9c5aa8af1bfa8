package org.tallystick.architecture.toolkit.scene;

/** Stands for the toolkit's own. */
public final class Node {}
