package org.tallystick.ui.control;

import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Shown;

/** Finds a person: a field, those who may be meant below it, and whoever is chosen in its place. Enter takes one. */
public final class PersonPicker extends VBox {

    private static final double ROW_EMS = 3;
    private static final int ROWS_SHOWN = 6;

    private final Em em = new Em(this::layOut);
    private final TextField field = new TextField();
    private final Label hint = new Label();
    private final ListView<Person> list = new ListView<>();
    private final PersonTile tile = new PersonTile(PersonTile.Size.LIST);
    private final Label name = new Label();
    private final Label pid = new Label();
    private final HBox chosen;
    private final ListChangeListener<Person> onCandidates = change -> layOut();
    private final ChangeListener<Object> onState = (property, before, now) -> layOut();
    private Consumer<Person> onChoose = person -> {};
    private Runnable onEnter = () -> {};
    private Runnable onClear = () -> {};
    private @Nullable ObservableList<Person> candidates;
    private @Nullable ObservableValue<String> hinted;
    private @Nullable ObservableValue<@Nullable Person> payee;

    /**
     * A picker of nobody.
     *
     * @param label how a reader calls it
     * @param prompt in the empty field
     * @param change on the button that chooses somebody else
     */
    public PersonPicker(String label, String prompt, String change) {
        getStyleClass().addAll("ts-person-picker", "gap-2");
        field.setPromptText(prompt);
        field.setAccessibleText(label);
        list.setAccessibleText(label);
        list.getStyleClass().add("candidates");
        list.setCellFactory(view -> new CandidateCell());
        hint.getStyleClass().add("caption");
        hint.setWrapText(true);
        name.getStyleClass().add("medium");
        pid.getStyleClass().addAll("mono", "caption");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button other = new Button(change);
        other.getStyleClass().add("small");
        other.setOnAction(event -> {
            onClear.run();
            focusField();
        });
        VBox words = new VBox(name, pid);
        // The ends of the PID tell people apart, so a name gives way before they do.
        name.setMinWidth(0);
        pid.setMinWidth(USE_PREF_SIZE);
        chosen = new HBox(tile, words, space, other);
        chosen.getStyleClass().addAll("payee-box", "gap-3");
        other.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(em, field, chosen, hint, list);
        list.setOnMouseClicked(event -> takeSelected());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                // Else it would go on to the screen's own button, too.
                event.consume();
                takeSelected();
            }
        });
        field.setOnAction(event -> onEnter.run());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
            }
        });
        layOut();
    }

    /** What is typed. */
    public StringProperty textProperty() {
        return field.textProperty();
    }

    /** Who gets whoever is taken. */
    public void setOnChoose(Consumer<Person> taken) {
        onChoose = taken;
    }

    /** What happens when Enter is pressed behind what was typed. */
    public void setOnEnter(Runnable entered) {
        onEnter = entered;
    }

    /** What happens when somebody else is wanted. */
    public void setOnClear(Runnable cleared) {
        onClear = cleared;
    }

    /** Shows these until {@link #unfollow()}. */
    public void follow(
            ObservableList<Person> people,
            ObservableValue<String> hintText,
            ObservableValue<@Nullable Person> chosenPerson) {
        candidates = people;
        hinted = hintText;
        payee = chosenPerson;
        list.setItems(people);
        people.addListener(onCandidates);
        hintText.addListener(onState);
        chosenPerson.addListener(onState);
        layOut();
    }

    /** Follows nothing any more. */
    public void unfollow() {
        if (candidates != null) {
            candidates.removeListener(onCandidates);
        }
        if (hinted != null) {
            hinted.removeListener(onState);
        }
        if (payee != null) {
            payee.removeListener(onState);
        }
    }

    /** Puts the cursor into the field. */
    public void focusField() {
        Focus.on(field);
    }

    private void takeSelected() {
        Person selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            onChoose.accept(selected);
        }
    }

    private void layOut() {
        Person person = payee == null ? null : payee.getValue();
        String text = hinted == null ? "" : hinted.getValue();
        Shown.set(field, person == null);
        Shown.set(chosen, person != null);
        hint.setText(text);
        Shown.set(hint, !text.isEmpty());
        int count = list.getItems().size();
        Shown.set(list, person == null && count > 0);
        list.setFixedCellSize(em.of(ROW_EMS));
        list.setPrefHeight(em.of(ROW_EMS) * Math.min(ROWS_SHOWN, count) + 2);
        list.setMinHeight(USE_PREF_SIZE);
        if (person != null) {
            tile.setPerson(person);
            name.setText(person.shown());
            pid.setText(person.shortPid());
        }
    }

    /** A tile, a name, and the ends of the PID. */
    private static final class CandidateCell extends ListCell<Person> {

        private final PersonTile tile = new PersonTile(PersonTile.Size.LIST);
        private final Label name = new Label();
        private final Label pid = new Label();
        private final HBox box = new HBox(tile, new VBox(name, pid));

        CandidateCell() {
            name.getStyleClass().add("medium");
            pid.getStyleClass().addAll("mono", "caption");
            box.getStyleClass().addAll("gap-3", "candidate");
            // A long name is cut rather than the list scrolled sideways.
            name.setMinWidth(0);
            setPrefWidth(0);
            box.setMouseTransparent(true);
        }

        @Override
        protected void updateItem(@Nullable Person person, boolean empty) {
            super.updateItem(person, empty);
            if (person == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            tile.setPerson(person);
            name.setText(person.shown());
            pid.setText(person.shortPid());
            setGraphic(box);
            setAccessibleText(person.shown());
        }
    }
}
