package org.tallystick.wallet;

/**
 * Where somebody stands in one unit; amounts in its minor units, zero or more.
 *
 * @param unit the unit
 * @param owesMinor what they owe others
 * @param owedMinor what others owe them
 * @param mayOweMinor the most they may owe: the limits that others gave them
 * @param mayBeOwedMinor the most they may be owed: the limits that they gave others
 * @param heldMinor what is held of what they could spend
 * @param spendMinor what they can pay to their neighbours now
 * @param receiveMinor what their neighbours can pay them now
 */
public record UnitStanding(
        Unit unit,
        long owesMinor,
        long owedMinor,
        long mayOweMinor,
        long mayBeOwedMinor,
        long heldMinor,
        long spendMinor,
        long receiveMinor) {

    /** What others owe minus what they owe. */
    public long netMinor() {
        return owedMinor - owesMinor;
    }
}
