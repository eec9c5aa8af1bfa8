package org.tallystick.ui.community;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.community.PeopleViewModel.Choice;
import org.tallystick.ui.community.PeopleViewModel.Confirm;
import org.tallystick.ui.community.PeopleViewModel.Detail;
import org.tallystick.ui.community.PeopleViewModel.Row;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.TitledRow;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws everybody at the left, and who is selected at the right. */
public final class PeopleView implements Screen {

    private static final int NEAR_THE_END = 60;

    private final PeopleViewModel model;
    private final Messages messages;
    private final Cover cover;
    private final Parent root;
    private final PersonTile tile = new PersonTile(PersonTile.Size.LIST);
    private final ConfirmSentence sentence = new ConfirmSentence();
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Detail> onDetail = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Confirm> onConfirm = (property, before, now) -> show(before, now);

    @FXML
    private TwoPane both;

    @FXML
    private TextField search;

    @FXML
    private Label count;

    @FXML
    private ListView<Row> list;

    @FXML
    private StackPane other;

    @FXML
    private VBox detail;

    @FXML
    private Label choose;

    @FXML
    private StackPane tileBox;

    @FXML
    private Label name;

    @FXML
    private Label caption;

    @FXML
    private StackPane chipBox;

    @FXML
    private Label meaning;

    @FXML
    private Label pid;

    @FXML
    private Button copy;

    @FXML
    private FlowPane choices;

    @FXML
    private VBox confirmBox;

    @FXML
    private StackPane sentenceBox;

    @FXML
    private Button sure;

    @FXML
    private Label problem;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public PeopleView(PeopleViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.cover = new Cover(messages, model::retry);
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        search.setAccessibleText(messages.text("community.people.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        Focus.down(search, list, () -> list.getSelectionModel().selectFirst());
        count.textProperty().bind(model.countProperty());
        list.setAccessibleText(messages.text("community.section.PEOPLE"));
        list.setItems(model.rows());
        list.setCellFactory(view -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                model.select(now);
            }
        });
        both.openFrom(list);
        other.getChildren().add(cover);
        tileBox.getChildren().add(tile);
        sentenceBox.getChildren().add(sentence);
        Shown.text(problem, model.problemProperty());
        both.setBack(messages.text("app.back"), () -> {
            list.getSelectionModel().clearSelection();
            model.leave();
        });
    }

    /** A row of the list; one near the end asks for more. */
    private final class RowCell extends ListCell<Row> {

        private final PersonTile tile = new PersonTile(PersonTile.Size.ROW);
        private final TitledRow row = new TitledRow(tile);

        RowCell() {
            row.getStyleClass().add("hairline-bottom");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            tile.setPerson(item.person());
            row.show(item.person().shown(), item.caption(), new Chip(item.status(), item.tone()));
            setGraphic(row);
            setAccessibleText(item.spoken());
            if (getIndex() > list.getItems().size() - NEAR_THE_END) {
                model.more();
            }
        }
    }

    private void show(Availability state) {
        list.setVisible(state == Availability.READY);
        cover.show(state, new EmptyState(messages.text("trust.none"), ""));
    }

    private void show(@Nullable Detail now) {
        Shown.set(detail, now != null);
        Shown.set(choose, now == null);
        both.setDetailWanted(now != null);
        if (now == null) {
            return;
        }
        tile.setPerson(now.row().person());
        name.setText(now.row().person().shown());
        caption.setText(now.row().caption());
        chipBox.getChildren().setAll(new Chip(now.row().status(), now.row().tone()));
        meaning.setText(now.meaning());
        pid.setText(now.pid());
        copy.setAccessibleText(messages.text("shell.owner", now.row().person().shown()));
        List<Button> buttons = now.choices().stream().map(this::button).toList();
        choices.getChildren().setAll(buttons);
        Shown.set(choices, !buttons.isEmpty() && model.confirmProperty().get() == null);
    }

    private Button button(Choice choice) {
        Button button = new Button(choice.text());
        button.setOnAction(event -> model.ask(choice));
        return button;
    }

    private void show(@Nullable Confirm before, @Nullable Confirm now) {
        Shown.set(confirmBox, now != null);
        Shown.set(choices, now == null && !choices.getChildren().isEmpty());
        if (now != null) {
            sentence.setSentence(now.sentence());
            sure.setText(now.choice().text());
            sure.getStyleClass().removeAll("danger", "primary");
            sure.getStyleClass().add(now.choice().destroying() ? "danger" : "primary");
            Focus.on(sentence.getChildrenUnmodifiable().getFirst());
        } else if (before != null && !choices.getChildren().isEmpty()) {
            Focus.on(choices.getChildren().getFirst());
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.stateProperty().addListener(onState);
        model.detailProperty().addListener(onDetail);
        model.confirmProperty().addListener(onConfirm);
        model.attach();
        show(model.stateProperty().get());
        show(model.detailProperty().get());
        show(null, model.confirmProperty().get());
    }

    @Override
    public void detach() {
        model.detach();
        model.stateProperty().removeListener(onState);
        model.detailProperty().removeListener(onDetail);
        model.confirmProperty().removeListener(onConfirm);
    }

    @FXML
    private void sure() {
        model.confirm();
    }

    @FXML
    private void cancel() {
        model.cancel();
    }

    @FXML
    private void copy() {
        Copy.text(pid.getText());
    }
}
