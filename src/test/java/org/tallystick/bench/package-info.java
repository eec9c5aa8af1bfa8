/**
 * Measurements that need what the program itself does not carry: other people's solvers to hold ours against, JMH, and graphs
 * of a fixed seed ({@code mvn -Pbench verify -Dbench=routing|clearing|memory}). One thread, unless a part says otherwise.
 */
package org.tallystick.bench;
