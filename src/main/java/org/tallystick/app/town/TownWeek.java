package org.tallystick.app.town;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happens in one week of a town, in the order of time: shops open, neighbours help each other, wages are paid. */
final class TownWeek {

    private static final int DAY_MINUTES = 24 * 60;
    private static final int SATURDAY = 5;
    private static final int SUNDAY = 6;

    private final TownPlan plan;
    private final Dice dice;
    private final List<Resident> neighbours;
    private final List<Resident> shops;
    private final List<Happening> happenings = new ArrayList<>();

    /** Something that somebody does at a minute of the week. */
    sealed interface Happening {

        /** Minutes since Monday, 00:00. */
        int minute();

        /** Somebody pays. */
        record Pays(int minute, Resident from, Resident to, String equivalent, int hundredths, Optional<String> note)
                implements Happening {}

        /** Somebody changes how far they trust. */
        record Trusts(int minute, int line, int percent) implements Happening {}
    }

    private TownWeek(TownPlan plan, Dice dice, int week) {
        this.plan = plan;
        this.dice = dice;
        this.neighbours =
                plan.neighbours().stream().filter(one -> one.week() <= week).toList();
        this.shops = plan.shops();
    }

    /** A week from its Monday on; newcomers take part from the week in which they join. */
    static List<Happening> of(TownPlan plan, Dice dice, int week) {
        TownWeek made = new TownWeek(plan, dice, week);
        for (int day = 0; day <= SUNDAY; day++) {
            made.shopping(day);
            made.favours(day);
        }
        made.wages();
        made.supplies();
        made.limits(week);
        made.happenings.sort(Comparator.comparingInt(Happening::minute));
        return made.happenings;
    }

    private void shopping(int day) {
        for (Resident shop : shops) {
            Trade trade = shop.trade();
            boolean rests = day == SUNDAY && trade != Trade.CAFE && trade != Trade.BAKERY;
            if (rests) {
                continue;
            }
            int busy = day == SATURDAY ? trade.customers() * 3 / 2 : trade.customers();
            int customers = dice.between(busy / 3, busy);
            for (int i = 0; i < customers; i++) {
                pay(
                        minute(day, trade.opens(), trade.closes()),
                        dice.one(neighbours),
                        shop,
                        TownPlan.MONEY,
                        price(trade.fromPrice(), trade.toPrice()),
                        trade.notes(),
                        55);
            }
        }
    }

    private void favours(int day) {
        int count = day >= SATURDAY ? dice.between(8, 16) : dice.between(3, 9);
        for (int i = 0; i < count; i++) {
            Resident from = dice.one(neighbours);
            Resident to = dice.one(neighbours);
            if (!from.equals(to)) {
                int quarters = dice.between(2, 14);
                pay(minute(day, 10, 22), from, to, TownPlan.HOUR, quarters * 25, Names.FAVOURS, 80);
            }
        }
    }

    /** On Friday afternoon each shop pays who helped there. */
    private void wages() {
        for (Resident shop : shops) {
            for (Resident helper : dice.some(neighbours, dice.between(2, 4))) {
                pay(
                        minute(4, 15, 18),
                        shop,
                        helper,
                        TownPlan.MONEY,
                        100 * 10 * dice.between(100, 380),
                        Names.WAGES,
                        100);
            }
        }
    }

    /** On Monday morning shops pay each other for what was delivered. */
    private void supplies() {
        for (Resident shop : shops) {
            Resident supplier = dice.one(shops);
            if (!supplier.equals(shop)) {
                pay(
                        minute(0, 7, 10),
                        shop,
                        supplier,
                        TownPlan.MONEY,
                        100 * 10 * dice.between(60, 240),
                        Names.SUPPLIES,
                        100);
            }
        }
    }

    private void limits(int week) {
        for (int i = 0; i < 6; i++) {
            int line = dice.below(plan.lines().size());
            int percent = dice.one(List.of(80, 110, 125, 150));
            int minute = minute(dice.below(7), 18, 22);
            if (plan.lines().get(line).week() < week) {
                happenings.add(new Happening.Trusts(minute, line, percent));
            }
        }
    }

    private void pay(
            int minute,
            Resident from,
            Resident to,
            String equivalent,
            int hundredths,
            List<String> notes,
            int noteChance) {
        Optional<String> note = dice.percent(noteChance) ? Optional.of(dice.one(notes)) : Optional.empty();
        happenings.add(new Happening.Pays(minute, from, to, equivalent, hundredths, note));
    }

    /** Prices end with .00 or .50 as a rule. */
    private int price(int from, int to) {
        int whole = dice.between(from, to);
        return whole * 100 + (dice.percent(30) ? 50 : 0);
    }

    private int minute(int day, int fromHour, int toHour) {
        return day * DAY_MINUTES + dice.between(fromHour * 60, toHour * 60 - 1);
    }
}
