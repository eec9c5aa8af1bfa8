package org.tallystick.ui.control;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** All controls in all states on two sheets, with the figures of the drawn ones. */
final class Sheets {

    private Sheets() {}

    static Person person(String name, int tint) {
        for (int number = 0; ; number++) {
            Person person = new Person("4Rz9kW2m" + number + "uT1e", name);
            if (person.tint() == tint) {
                return person;
            }
        }
    }

    static final Person ME = person("Bike Workshop", 7);
    static final Person BAKERY = person("Corner Bakery", 2);
    static final Person ORCHARD = person("Orchard", 1);
    static final Person SEED_BANK = person("Seed Bank", 1);
    static final Person TEA_HOUSE = person("Tea House", 5);
    static final Person LIBRARY = person("Library of Things", 0);

    static Parent first() {
        return columns(
                List.of(tallies(), people(), amounts()),
                List.of(cards(), fields(), confirm()),
                List.of(routes(), activity()));
    }

    static Parent second() {
        return columns(
                List.of(seals(), banners(), empty()),
                List.of(segments(), toasts(), fullCard(), largeField()),
                List.of(routesElse(), changed()));
    }

    private static Parent columns(List<Node> left, List<Node> middle, List<Node> right) {
        HBox sheet = new HBox(column(left), column(middle), column(right));
        sheet.getChildren().forEach(node -> HBox.setHgrow(node, Priority.ALWAYS));
        sheet.setStyle("-fx-background-color: -color-bg-subtle; -fx-padding: 1.14em; -fx-spacing: 1.14em;");
        return new VBox(sheet);
    }

    private static VBox column(List<Node> panels) {
        VBox column = new VBox();
        column.getChildren().setAll(panels);
        column.setStyle("-fx-spacing: 1.14em; -fx-pref-width: 28.2em; -fx-min-width: 28.2em;");
        return column;
    }

    private static Node panel(String title, String about, Node... content) {
        Label heading = new Label(title);
        heading.setStyle("-fx-font-family: 'IBM Plex Sans SmBld'; -fx-font-size: 1.07em;");
        Label words = new Label(about);
        words.setStyle("-fx-font-size: 0.857em; -fx-text-fill: -color-fg-subtle;");
        HBox head = new HBox(heading, words);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.setStyle("-fx-spacing: 0.57em;");
        VBox panel = new VBox(head);
        panel.getChildren().addAll(content);
        panel.getStyleClass().add("panel");
        panel.setStyle("-fx-background-color: -color-border-muted, -color-bg-default; -fx-background-insets: 0, 1px;"
                + "-fx-background-radius: 8px; -fx-padding: 1.07em 1.14em 1.07em 1.14em; -fx-spacing: 0.72em;");
        return panel;
    }

    private static <T extends Node> T in(T node, String state) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
        return node;
    }

    private static HBox row(double ems, Node... nodes) {
        HBox row = new HBox(nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setStyle("-fx-spacing: " + ems + "em;");
        return row;
    }

    private static Node tallies() {
        TallyBar detail = bar(
                TallyBar.Size.DETAIL,
                Tally.ofBalance(10_000, 6_000, -4_000).withHeld(1_200).withSoft(7_800));
        TallyBar frozen = bar(TallyBar.Size.TABLE, Tally.ofBalance(5_000, 8_000, 1_800));
        frozen.setFrozen(true);
        TallyBar hidden = bar(TallyBar.Size.TABLE, Tally.ofBalance(5_000, 8_000, 1_800));
        hidden.setAmountsHidden(true);
        TallyBar focus = in(bar(TallyBar.Size.TABLE, Tally.ofBalance(5_000, 8_000, 1_800)), "focus-visible");
        return panel(
                "TallyBar",
                "the signature, one scale from limit to limit",
                detail,
                tallyRow("owed to me", bar(TallyBar.Size.TABLE, Tally.ofBalance(8_000, 8_000, 5_250)), 5_250),
                tallyRow("even", bar(TallyBar.Size.TABLE, Tally.ofBalance(6_000, 4_000, 0)), 0),
                tallyRow(
                        "held part",
                        bar(
                                TallyBar.Size.TABLE,
                                Tally.ofBalance(6_000, 4_000, -2_200).withHeld(1_000)),
                        -2_200),
                tallyRow(
                        "past soft limit",
                        bar(
                                TallyBar.Size.TABLE,
                                Tally.ofBalance(10_000, 6_000, -8_800).withSoft(8_000)),
                        -8_800),
                tallyRow("at the limit", bar(TallyBar.Size.TABLE, Tally.ofBalance(4_000, 2_000, -4_000)), -4_000),
                tallyRow(
                        "before and after",
                        bar(
                                TallyBar.Size.TABLE,
                                Tally.ofBalance(10_000, 6_000, -6_400).withGhost(-4_000)),
                        -6_400),
                tallyRow("both sides, net", bar(TallyBar.Size.TABLE, Tally.of(40_000, 38_000, 7_450, 13_850)), 6_400),
                tallyRow(
                        "shared scale",
                        bar(
                                TallyBar.Size.TABLE,
                                Tally.ofBalance(4_000, 6_000, 2_625).withScale(-10_000, 8_000)),
                        2_625),
                tallyRow("frozen", frozen, 1_800),
                tallyRow("hidden", hidden, 1_800),
                tallyRow("keyboard focus", focus, 1_800));
    }

    private static TallyBar bar(TallyBar.Size size, Tally tally) {
        TallyBar bar = new TallyBar(size);
        bar.setTally(tally);
        bar.setSpoken("You owe Corner Bakery 40.00 of 100.00 HOUR", List.of());
        return bar;
    }

    private static Node tallyRow(String text, TallyBar bar, long balance) {
        Label words = new Label(text);
        words.setStyle("-fx-font-size: 0.857em; -fx-text-fill: -color-fg-muted; -fx-pref-width: 9em;");
        AmountLabel amount = new AmountLabel();
        amount.setBalance(balance, 2, "");
        return row(0.86, words, bar, Styles.space(), amount);
    }

    private static Node people() {
        PersonChip frozen = new PersonChip(person("Boat Yard", 0));
        frozen.setFrozen(true, "Boat Yard, frozen");
        return panel(
                "PersonChip",
                "rest, hover, focus, frozen, unknown",
                row(
                        0.57,
                        new PersonChip(ORCHARD),
                        in(new PersonChip(person("Mill", 3)), "hover"),
                        in(new PersonChip(TEA_HOUSE), "focus-visible")),
                row(0.57, frozen, new PersonChip(person("", 7))),
                row(
                        0.57,
                        new PersonTile(PersonTile.Size.CHIP, ORCHARD),
                        new PersonTile(PersonTile.Size.ROW, BAKERY),
                        new PersonTile(PersonTile.Size.LIST, TEA_HOUSE),
                        new PersonTile(PersonTile.Size.CARRIER, person("Weaving Shed", 4)),
                        new PersonTile(PersonTile.Size.END, person("School Kitchen", 6))));
    }

    private static Node amounts() {
        AmountLabel large = new AmountLabel(AmountLabel.Size.FIGURE);
        large.setBalance(-3_600, 2, "HOUR");
        AmountLabel owed = new AmountLabel();
        owed.setBalance(157_075, 2, "UAH");
        AmountLabel plain = new AmountLabel();
        plain.setPlain(1_200_000, 2, "UAH");
        AmountLabel hidden = new AmountLabel();
        hidden.setBalance(1_250, 2, "HOUR");
        hidden.setAmountsHidden(true);
        return panel("AmountLabel", "balance, plain, hidden", large, row(1.7, owed, plain, hidden));
    }

    private static BalanceCard.Content content(String code, String name) {
        return new BalanceCard.Content(
                code,
                name,
                Tally.of(40_000, 38_000, 7_450, 13_850).withHeld(1_000),
                2,
                "owed to me, net",
                "may owe 400.00",
                "may be owed 380.00",
                List.of(
                        new BalanceCard.Pair("I owe", 7_450, Tone.OWE),
                                new BalanceCard.Pair("I am owed", 13_850, Tone.OWED),
                        new BalanceCard.Pair("Can spend", 45_400, Tone.NEUTRAL),
                                new BalanceCard.Pair("Can receive", 31_600, Tone.NEUTRAL)),
                Optional.of(new BalanceCard.Mark(Feather.LOCK, "10.00 held", Tone.HELD)),
                "HOUR: you are owed 64.00 net, you can spend 454.00 and receive 316.00");
    }

    private static Node cards() {
        BalanceCard card = new BalanceCard();
        card.setContent(content("HOUR", "hours of work"));
        BalanceCard loading = new BalanceCard();
        loading.setLoading("KWH", "loading");
        BalanceCard hidden = new BalanceCard();
        hidden.setContent(content("UAH", ""));
        hidden.setAmountsHidden(true, "amounts hidden");
        HBox.setHgrow(loading, Priority.ALWAYS);
        HBox.setHgrow(hidden, Priority.ALWAYS);
        HBox two = row(0.72, loading, hidden);
        two.setAlignment(Pos.TOP_LEFT);
        loading.setMaxHeight(Double.MAX_VALUE);
        two.setFillHeight(true);
        return panel("BalanceCard", "one unit, 23.4 em wide or more", card, two);
    }

    private static AmountField field(AmountField.State state, String text, String live) {
        AmountField field = new AmountField("Amount", "Unit");
        field.setCompact(true);
        field.promptTextProperty().set("0.00");
        field.textProperty().set(text);
        field.setUnits(List.of("HOUR"));
        field.unitProperty().set("HOUR");
        field.stateProperty().set(state);
        field.liveSentenceProperty().set(Sentence.of(live));
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static Node fields() {
        GridPane grid = new GridPane();
        grid.setStyle("-fx-hgap: 0.86em; -fx-vgap: 0.72em;");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.add(field(AmountField.State.EMPTY, "", "how much?"), 0, 0);
        grid.add(in(field(AmountField.State.TYPING, "36.00", "at least 54.00 can reach them"), "typing-here"), 1, 0);
        grid.add(field(AmountField.State.TOO_MUCH, "60.00", "6.00 more than can reach"), 0, 1);
        grid.add(field(AmountField.State.WRONG, "3.125", "HOUR has two decimals"), 1, 1);
        return panel("AmountField", "empty, typing, too much, too precise", grid);
    }

    private static Node confirm() {
        ConfirmSentence sentence = new ConfirmSentence();
        sentence.setSentence(Sentence.of(
                "{0} receives {1} from you. You will owe {2} of 100.00.",
                Part.bold("Corner Bakery"), Part.bold("48.00 HOUR"), Part.owe("Corner Bakery 88.00")));
        sentence.setWarning("This passes your soft limit of 80.00 with Corner Bakery");
        return panel("ConfirmSentence", "who, what, and what then", sentence);
    }

    private static Node changed() {
        ConfirmSentence sentence = new ConfirmSentence();
        sentence.setSentence(Sentence.of(
                "{0} receives {1} from you. You will owe {2} of 100.00, and {3} will owe you {4} instead of 18.00.",
                Part.bold("Library of Things"),
                Part.bold("36.00 HOUR"),
                Part.owe("Corner Bakery 64.00"),
                Part.owed("Orchard"),
                Part.owed("6.00")));
        sentence.setLines(List.of(
                new ConfirmSentence.ChangedLine(
                        BAKERY,
                        "you owe 24.00 more",
                        Tally.ofBalance(10_000, 6_000, -6_400).withGhost(-4_000),
                        2,
                        "You will owe Corner Bakery 64.00"),
                new ConfirmSentence.ChangedLine(
                        ORCHARD,
                        "owes you 12.00 less",
                        Tally.ofBalance(5_000, 8_000, 600).withGhost(1_800),
                        2,
                        "Orchard will owe you 6.00")));
        return panel("ConfirmSentence", "with the lines that change", sentence);
    }

    static RouteMap map() {
        return new RouteMap(
                new RouteMap.End(ME, "You", "sends 36.00"),
                new RouteMap.End(LIBRARY, "Library of Things", "receives 36.00"),
                List.of(
                        new RouteMap.Route(
                                List.of(BAKERY),
                                List.of(hop(2_400, 6_000), hop(2_400, 2_400)),
                                "24.00 go through Corner Bakery"),
                        new RouteMap.Route(
                                List.of(ORCHARD, SEED_BANK),
                                List.of(hop(1_200, 3_000), hop(1_200, 3_000), hop(1_200, 2_500)),
                                "12.00 go through Orchard and Seed Bank")),
                Optional.of(new RouteMap.Blocked(TEA_HOUSE, "Tea House does not pass payments on")));
    }

    private static RouteMap.Hop hop(long amount, long room) {
        return new RouteMap.Hop(amount, room, Figures.plain(amount, 2));
    }

    private static Node routes() {
        RouteView routes = new RouteView();
        routes.show(map(), RouteView.State.LIT, "");
        return panel("RouteView", "lit, spare, blocked", routes);
    }

    private static Node routesElse() {
        RouteMap.End from = new RouteMap.End(ME, "You", "sends 9.00");
        RouteMap.End to = new RouteMap.End(LIBRARY, "Library of Things", "receives 9.00");
        RouteView searching = new RouteView();
        searching.show(
                new RouteMap(from, to, List.of(), Optional.empty()), RouteView.State.SEARCHING, "Looking for routes");
        RouteView none = new RouteView();
        none.show(
                new RouteMap(from, to, List.of(), Optional.empty()),
                RouteView.State.NONE,
                "No route carries 900.00 UAH");
        RouteView one = new RouteView();
        one.setCompact(true);
        one.show(
                new RouteMap(
                        from,
                        to,
                        List.of(new RouteMap.Route(
                                List.of(BAKERY, ORCHARD),
                                List.of(hop(900, 1_600), hop(900, 900), hop(900, 2_000)),
                                "9.00 go through Corner Bakery and Orchard")),
                        Optional.empty()),
                RouteView.State.SHORT,
                "At most 9.00 can reach them now");
        return panel("RouteView", "searching, none, short and compact", searching, none, one);
    }

    private static ActivityRow activityRow(
            ActivityRow.Kind icon,
            Sentence sentence,
            String caption,
            long amount,
            boolean signed,
            ActivityRow.State state) {
        ActivityRow row = new ActivityRow();
        row.setContent(new ActivityRow.Content(
                icon,
                sentence,
                caption,
                OptionalLong.of(amount),
                2,
                signed,
                "HOUR",
                signed && amount > 0 ? "14:32" : "",
                state,
                sentence.text()));
        return row;
    }

    private static Node activity() {
        ActivityRow selected = activityRow(
                ActivityRow.Kind.CIRCLE,
                Sentence.of("{0} cancelled debts", Part.bold("A circle of 3")),
                "Tea House, Mill and you",
                1_250,
                false,
                ActivityRow.State.DONE);
        selected.setSelected(true);
        VBox rows = new VBox(
                activityRow(
                        ActivityRow.Kind.RECEIVED,
                        Sentence.of("{0} paid you", Part.bold("Orchard")),
                        "Wheel truing",
                        1_800,
                        true,
                        ActivityRow.State.DONE),
                in(
                        activityRow(
                                ActivityRow.Kind.SENT,
                                Sentence.of("You paid {0}", Part.bold("Corner Bakery")),
                                "Bread",
                                -650,
                                true,
                                ActivityRow.State.DONE),
                        "hover"),
                selected,
                activityRow(
                        ActivityRow.Kind.WAITING,
                        Sentence.of("Paying {0}", Part.bold("Mill")),
                        "in the outbox, sent when online",
                        -400,
                        true,
                        ActivityRow.State.WAITING),
                activityRow(
                        ActivityRow.Kind.HELD,
                        Sentence.of("{0} held", Part.bold("10.00")),
                        "until 30 November",
                        1_000,
                        false,
                        ActivityRow.State.HELD),
                activityRow(
                        ActivityRow.Kind.FAILED,
                        Sentence.of("{0} got nothing", Part.bold("Ferry House")),
                        "no route, nothing changed",
                        0,
                        true,
                        ActivityRow.State.FAILED));
        return panel("ActivityRow", "rest, hover, selected, waiting, held, failed", rows);
    }

    private static Node seals() {
        ProofSeal early = new ProofSeal(ProofSeal.Size.SMALL);
        early.setPaid(3, "14:32:03", "Paid at 14:32:03");
        ProofSeal late = new ProofSeal(ProofSeal.Size.SMALL);
        late.setPaid(51, "14:32:51", "Paid at 14:32:51");
        ProofSeal medium = new ProofSeal(ProofSeal.Size.MEDIUM);
        medium.setPaid(24, "", "Paid at 14:32:24");
        ProofSeal waiting = new ProofSeal(ProofSeal.Size.SMALL);
        waiting.setWaiting("not yet in a block", "Not yet in a block");
        return panel(
                "ProofSeal",
                "one notch a second, it moves, so it is no picture",
                row(1.43, early, late, medium, waiting));
    }

    private static Node banners() {
        OfflineBanner away = new OfflineBanner();
        away.show(Tone.HELD, Feather.CLOUD_OFF, "Riverside hub is out of reach", "What you see is from 14:20");
        away.setAction("Try now", () -> {});
        OfflineBanner outbox = new OfflineBanner();
        outbox.show(Tone.ACCENT, Feather.UPLOAD_CLOUD, "2 payments wait in the outbox", "Sent when the hub answers");
        outbox.setAction("Show", () -> {});
        OfflineBanner danger = new OfflineBanner();
        danger.show(
                Tone.DANGER,
                Feather.ALERT_OCTAGON,
                "The hub contradicts what it signed",
                "Two hashes for block 18,205");
        danger.setAction("See proof", () -> {});
        return panel("OfflineBanner", "under the top bar, pushes content down", away, outbox, danger);
    }

    private static Node empty() {
        EmptyState empty = new EmptyState("No trust lines yet", "Open one with somebody you know, then you can pay.");
        empty.setAction(Feather.PLUS, "Open line", () -> {});
        VBox around = new VBox(empty);
        around.setAlignment(Pos.CENTER);
        return panel("EmptyState", "picture, sentence, one action", around);
    }

    private static Node segments() {
        SegmentedBar units = new SegmentedBar(SegmentedBar.Form.SEGMENTS, "Unit");
        units.setSegments(List.of(
                new SegmentedBar.Segment("HOUR", "HOUR", "7"),
                new SegmentedBar.Segment("UAH", "UAH", "5"),
                new SegmentedBar.Segment("KWH", "KWH", "3")));
        SegmentedBar filters = new SegmentedBar(SegmentedBar.Form.CHIPS, "Show");
        filters.setSegments(List.of(
                new SegmentedBar.Segment("all", "All 1,284", ""),
                new SegmentedBar.Segment("payments", "Payments", ""),
                new SegmentedBar.Segment("lines", "Lines", ""),
                new SegmentedBar.Segment("circles", "Circles", "")));
        return panel(
                "SegmentedBar and Chip",
                "units, filters, states",
                units,
                filters,
                row(
                        0.43,
                        new Chip("I owe", Tone.OWE),
                        new Chip("owed to me", Tone.OWED),
                        new Chip("held", Tone.HELD),
                        new Chip("soft limit", Tone.WARNING),
                        new Chip("stopped", Tone.DANGER)),
                row(
                        0.43,
                        new Chip(Feather.REFRESH_CW, "cancels circles", Tone.NEUTRAL),
                        new Chip(Feather.CHECK, "verified here", Tone.OWED),
                        new Chip(Feather.ALERT_TRIANGLE, "Past soft limit", Tone.WARNING)));
    }

    private static Node toasts() {
        Toast toast = new Toast();
        toast.show("Line with Mill frozen", "Undo", () -> {});
        return panel("Toast", "6 seconds, undo where it can be undone", toast);
    }

    private static Node fullCard() {
        BalanceCard card = in(new BalanceCard(), "focus-visible");
        card.setContent(new BalanceCard.Content(
                "UAH",
                "hryvnia",
                Tally.of(1_200_000, 1_200_000, 450_050, 255_275).withSoft(180_000),
                2,
                "owed by me, net",
                "may owe 12,000.00",
                "may be owed 12,000.00",
                List.of(
                        new BalanceCard.Pair("I owe", 450_050, Tone.OWE),
                                new BalanceCard.Pair("I am owed", 255_275, Tone.OWED),
                        new BalanceCard.Pair("Can spend", 1_005_225, Tone.NEUTRAL),
                                new BalanceCard.Pair("Can receive", 1_394_775, Tone.NEUTRAL)),
                Optional.of(new BalanceCard.Mark(Feather.ALERT_TRIANGLE, "Past soft limit", Tone.WARNING)),
                "UAH: you owe 1,947.75 net"));
        return panel("BalanceCard", "past the soft limit, focus", card);
    }

    private static Node largeField() {
        AmountField field = in(new AmountField("Amount", "Unit"), "typing-here");
        field.textProperty().set("36.00");
        field.setUnits(List.of("HOUR", "UAH"));
        field.unitProperty().set("HOUR");
        field.stateProperty().set(AmountField.State.TYPING);
        field.setCapacity(3_600, 5_400);
        field.liveSentenceProperty().set(Sentence.of("At least {0} can reach them now", Part.bold("54.00")));
        field.setSideText("live");
        return panel("AmountField", "with what can go", field);
    }
}
