/**
 * What rooms write the routes of the HTTP map with: a route with its schema, the error table, pages, and the ways to the node. No
 * server stands here. Routes and schemas are values and may be shared; handlers run on a thread of their request, which may wait.
 */
@NullMarked
package org.tallystick.http;

import org.jspecify.annotations.NullMarked;
