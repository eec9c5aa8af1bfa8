package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

/**
 * How far a hub that lost blocks has been given back what it lost of the owner's (decision 18). A value.
 *
 * @param lost how many of the owner's transactions it had lost that they can give back, as far as they were counted; 0 where it lost
 *     none since this program was started
 * @param back how many of them it has again
 */
public record GivenBack(int lost, int back) {

    /** Nothing was lost. */
    public static final GivenBack NONE = new GivenBack(0, 0);

    /** Checks the bounds. */
    public GivenBack {
        require(back >= 0 && lost >= back, "What is there again was lost");
    }
}
