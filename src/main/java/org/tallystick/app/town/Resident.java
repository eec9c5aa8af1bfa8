package org.tallystick.app.town;

/**
 * Somebody in the town.
 *
 * @param label the name
 * @param trade what kind of shop it is; {@link Trade#NONE} for a neighbour
 * @param quarter where they live, from 0
 * @param week in which they join, 0 for the first
 */
record Resident(String label, Trade trade, int quarter, int week) {

    boolean isShop() {
        return trade != Trade.NONE;
    }
}
