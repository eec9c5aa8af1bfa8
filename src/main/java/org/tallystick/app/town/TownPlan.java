package org.tallystick.app.town;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who lives in a town and who trusts whom: shops keep tabs for their regulars, regulars take a shop's credit, shops trust each
 * other, neighbours lend each other hours.
 */
final class TownPlan {

    /** Time among neighbours, in hours. */
    static final String HOUR = "HOUR";

    /** Money of the shops. */
    static final String MONEY = "UAH";

    /** Decimals of both. */
    static final int PRECISION = 2;

    private static final int NEIGHBOURS = 46;
    private static final int QUARTERS = 4;
    private static final int NEWCOMERS = 4;

    private final List<Resident> residents = new ArrayList<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Dice dice;
    private final int weeks;

    /**
     * A line of trust.
     *
     * @param creditor who trusts
     * @param debtor who may owe
     * @param equivalent in what
     * @param limit up to how many whole units
     * @param passes whether payments of others may pass over it
     */
    record Line(Resident creditor, Resident debtor, String equivalent, int limit, boolean passes) {

        /** The week in which both are there. */
        int week() {
            return Math.max(creditor.week(), debtor.week());
        }
    }

    /**
     * Makes a plan.
     *
     * @param weeks how many there will be; newcomers join within them
     */
    TownPlan(Dice dice, int weeks) {
        this.dice = dice;
        this.weeks = weeks;
        addResidents();
        addTabs();
        addSuppliers();
        addNeighbours();
    }

    List<Resident> residents() {
        return residents;
    }

    List<Line> lines() {
        return List.copyOf(lines.values());
    }

    List<Resident> shops() {
        return residents.stream().filter(Resident::isShop).toList();
    }

    List<Resident> neighbours() {
        return residents.stream().filter(resident -> !resident.isShop()).toList();
    }

    private void addResidents() {
        for (Map.Entry<String, Trade> shop : Names.SHOPS) {
            residents.add(new Resident(shop.getKey(), shop.getValue(), dice.below(QUARTERS), 0));
        }
        List<String> names = dice.some(Names.PEOPLE, NEIGHBOURS);
        for (int i = 0; i < names.size(); i++) {
            boolean late = i >= names.size() - NEWCOMERS;
            residents.add(new Resident(
                    names.get(i), Trade.NONE, i % QUARTERS, late ? Math.min(dice.between(1, 2), weeks) : 0));
        }
    }

    private void addTabs() {
        for (Resident neighbour : neighbours()) {
            for (Resident shop : dice.some(shops(), dice.between(2, 4))) {
                add(shop, neighbour, MONEY, 100 * dice.between(10, 40));
                if (dice.percent(70)) {
                    add(neighbour, shop, MONEY, 100 * dice.between(8, 30));
                }
            }
        }
    }

    private void addSuppliers() {
        for (Resident shop : shops()) {
            for (Resident supplier : dice.some(shops(), 3)) {
                if (!supplier.equals(shop)) {
                    add(supplier, shop, MONEY, 1_000 * dice.between(3, 9));
                    add(shop, supplier, MONEY, 1_000 * dice.between(2, 6));
                }
            }
        }
    }

    private void addNeighbours() {
        for (Resident one : neighbours()) {
            List<Resident> near = neighbours().stream()
                    .filter(other -> !other.equals(one) && other.quarter() == one.quarter())
                    .toList();
            for (Resident other : dice.some(near, dice.between(2, 3))) {
                add(one, other, HOUR, dice.between(4, 20));
                if (dice.percent(60)) {
                    add(other, one, HOUR, dice.between(4, 20));
                }
            }
            Resident far = dice.one(neighbours());
            if (!far.equals(one)) {
                add(one, far, HOUR, dice.between(4, 12));
            }
        }
    }

    private void add(Resident creditor, Resident debtor, String equivalent, int limit) {
        lines.putIfAbsent(
                creditor.label() + "\n" + debtor.label() + "\n" + equivalent,
                new Line(creditor, debtor, equivalent, limit, !dice.percent(6)));
    }
}
