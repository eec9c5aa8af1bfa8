package org.tallystick.ui.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/**
 * Neighbours under each other: a name, a bar on the scale of all of them, two figures, and under it what they come to. The heads say
 * how wide the columns are; a column of figures is as wide as its widest figure.
 */
public final class TallyTable extends VBox {

    private final ListView<Row> list = new ListView<>();
    private final HBox heads;
    private final HBox nameHead;
    private final Ends barHead = new Ends();
    private final Column balances;
    private final Column spends;
    private final Label nobody = Styles.label("muted", "select-note");
    private final Label totalText = Styles.label("medium");
    private final Ends totalEnds = new Ends();
    private final HBox totalRow;
    private Consumer<String> onSelect = key -> {};
    private Runnable onOpen = () -> {};

    /**
     * A row.
     *
     * @param key tells it from the others, for as long as the line lives
     * @param person the neighbour
     * @param tally where it stands, on the table's scale
     * @param balanceMinor what they owe minus what I owe
     * @param spendMinor what I can pay them now
     * @param precision decimals of the unit
     * @param unit its code
     * @param frozen whether my line gives no new credit
     * @param spoken the whole as a sentence
     */
    public record Row(
            String key,
            Person person,
            Tally tally,
            long balanceMinor,
            long spendMinor,
            int precision,
            String unit,
            boolean frozen,
            String spoken) {}

    /**
     * What the rows come to; amounts in minor units.
     *
     * @param text how many there are
     * @param mayOwe the sum at the left ends
     * @param mayBeOwed the sum at the right ends
     * @param balanceMinor the sum of the balances
     * @param spendMinor the sum of what can be paid to the neighbours
     * @param precision decimals of the unit
     */
    public record Total(
            String text, String mayOwe, String mayBeOwed, long balanceMinor, long spendMinor, int precision) {}

    /**
     * What stands in the heads.
     *
     * @param table how a reader calls all of it
     * @param name over the names
     * @param mayOwe over the left ends
     * @param mayBeOwed over the right ends
     * @param balance over the balances
     * @param spend over what can be spent
     * @param nobody instead of rows, where none fits
     */
    public record Heads(
            String table, String name, String mayOwe, String mayBeOwed, String balance, String spend, String nobody) {}

    /** An empty table. */
    public TallyTable(Heads texts) {
        getStyleClass().add("ts-tally-table");
        nameHead = Styles.row("name-head", caption(texts.name()));
        barHead.getStyleClass().add("bar-head");
        barHead.show(texts.mayOwe(), texts.mayBeOwed());
        balances = new Column(texts.balance());
        spends = new Column(texts.spend());
        HBox.setHgrow(nameHead, Priority.ALWAYS);
        HBox.setHgrow(barHead, Priority.ALWAYS);
        totalRow = Styles.row("total-row", totalText, totalEnds, balances.total, spends.total);
        totalRow.getStyleClass().add("hairline-top");
        follow(totalText, nameHead);
        follow(totalEnds, barHead);
        nobody.setText(texts.nobody());
        list.setAccessibleText(texts.table());
        list.setCellFactory(view -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                onSelect.accept(now.key());
            }
        });
        list.setOnMouseClicked(event -> onOpen.run());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                onOpen.run();
                event.consume();
            }
        });
        StackPane body = new StackPane(list, nobody);
        StackPane.setAlignment(nobody, Pos.TOP_LEFT);
        VBox.setVgrow(body, Priority.ALWAYS);
        heads = Styles.row("heads", nameHead, barHead, balances.head, spends.head);
        totalRow.setMinWidth(0);
        getChildren().addAll(heads, body, totalRow);
        show(null);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    /** As wide as the heads wish; all else follows them, and would else keep them as wide as they once were. */
    @Override
    protected double computePrefWidth(double height) {
        return heads.prefWidth(height);
    }

    private static Label caption(String text) {
        Label label = Styles.whole("caption");
        label.setText(text);
        return label;
    }

    /** Who hears the key of the row that somebody chooses. */
    public void setOnSelect(Consumer<String> chosen) {
        onSelect = chosen;
    }

    /** What Enter and a click on a row do. */
    public void setOnOpen(Runnable opened) {
        onOpen = opened;
    }

    /** Shows these, and whatever becomes of them once {@link #show} is called. */
    public void setRows(ObservableList<Row> rows) {
        list.setItems(rows);
    }

    /** Fits the columns to the rows as they are now, and shows what they come to; nothing where there is none. */
    public void show(@Nullable Total total) {
        List<Row> rows = list.getItems();
        int precision = rows.isEmpty() ? 0 : rows.getFirst().precision();
        long balance = total == null ? 0 : -Math.abs(total.balanceMinor());
        long spend = total == null ? 0 : total.spendMinor();
        for (Row row : rows) {
            balance = Math.min(balance, -Math.abs(row.balanceMinor()));
            spend = Math.max(spend, row.spendMinor());
        }
        balances.widest.setBalance(balance, precision, "");
        spends.widest.setPlain(spend, precision, "");
        Shown.set(nobody, rows.isEmpty());
        Shown.set(totalRow, total != null);
        if (total != null) {
            totalText.setText(total.text());
            totalEnds.show(total.mayOwe(), total.mayBeOwed());
            balances.total.setBalance(total.balanceMinor(), total.precision(), "");
            spends.total.setPlain(total.spendMinor(), total.precision(), "");
        }
    }

    /** Marks the row of a key; none where there is none. */
    public void select(String key) {
        Row selected = list.getSelectionModel().getSelectedItem();
        if (selected != null && selected.key().equals(key)) {
            return;
        }
        list.getSelectionModel().clearSelection();
        list.getItems().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .ifPresent(row -> list.getSelectionModel().select(row));
    }

    /**
     * Brings the keyboard to the first row.
     *
     * @return whether there is one
     */
    public boolean enter() {
        if (list.getItems().isEmpty()) {
            return false;
        }
        list.requestFocus();
        list.getSelectionModel().selectFirst();
        return true;
    }

    /** Makes something as wide as the head of its column. */
    private static void follow(Region part, Region head) {
        part.minWidthProperty().bind(head.widthProperty());
        part.prefWidthProperty().bind(head.widthProperty());
        part.maxWidthProperty().bind(head.widthProperty());
    }

    /** A column of figures: its head, the widest figure that is measured unseen, and the sum. */
    private static final class Column {

        private final AmountLabel widest = new AmountLabel();
        private final AmountLabel total = new AmountLabel();
        private final StackPane head;

        Column(String name) {
            widest.setVisible(false);
            head = new StackPane(widest, caption(name));
            head.setAlignment(Pos.CENTER_RIGHT);
            head.getStyleClass().add("figure-head");
            head.setMinWidth(Region.USE_PREF_SIZE);
            follow(total, head);
        }
    }

    /** A tile, a name, the bar on the table's scale, and two figures. */
    private final class RowCell extends ListCell<Row> {

        private final PersonTile who = new PersonTile(PersonTile.Size.ROW);
        private final Label called = new Label();
        private final Glyph lock = new Glyph(Feather.LOCK, 0.86);
        private final TallyBar tally = new TallyBar(TallyBar.Size.TABLE);
        private final AmountLabel balance = new AmountLabel();
        private final AmountLabel spend = new AmountLabel();
        private final HBox box;

        RowCell() {
            HBox person = Styles.row("person", who, called, lock);
            tally.setFocusTraversable(false);
            follow(person, nameHead);
            follow(tally, barHead);
            follow(balance, balances.head);
            follow(spend, spends.head);
            box = Styles.row("tally-row", person, tally, balance, spend);
            box.getStyleClass().add("hairline-bottom");
            box.setMouseTransparent(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            who.setPerson(row.person());
            called.setText(row.person().shown());
            tally.setTally(row.tally());
            tally.setSpoken(row.spoken(), List.of());
            tally.setFrozen(row.frozen());
            Shown.set(lock, row.frozen());
            balance.setBalance(row.balanceMinor(), row.precision(), "");
            spend.setPlain(row.spendMinor(), row.precision(), "");
            setGraphic(box);
            setAccessibleText(row.spoken());
        }
    }
}
