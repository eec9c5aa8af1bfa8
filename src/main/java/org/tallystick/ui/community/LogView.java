package org.tallystick.ui.community;

import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.community.LogViewModel.Row;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;

/** Draws who governed and how, one line an act. */
public final class LogView implements Screen {

    private static final int NEAR_THE_END = 40;

    private final LogViewModel model;
    private final Messages messages;
    private final Cover cover;
    private final EmptyState nothing;
    private final Parent root;
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);

    @FXML
    private ListView<Row> list;

    @FXML
    private StackPane other;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public LogView(LogViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.cover = new Cover(messages, model::retry);
        this.nothing = new EmptyState(messages.text("community.log.none"), messages.text("community.log.none.text"));
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        list.setAccessibleText(messages.text("community.log.title"));
        list.setItems(model.rows());
        list.setCellFactory(view -> new RowCell());
        other.getChildren().add(cover);
    }

    private final class RowCell extends ListCell<Row> {

        private final Label when = new Label();
        private final Label sentence = new Label();
        private final Tooltip whole = new Tooltip();
        private final HBox row = new HBox(when, sentence);

        RowCell() {
            when.getStyleClass().addAll("caption", "log-time");
            when.setMinWidth(Region.USE_PREF_SIZE);
            sentence.setMinWidth(0);
            HBox.setHgrow(sentence, Priority.ALWAYS);
            row.getStyleClass().addAll("gap-3", "hairline-bottom", "log-row");
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            when.setText(item.when());
            sentence.setText(item.sentence().text());
            whole.setText(item.spoken());
            setGraphic(row);
            setTooltip(whole);
            setAccessibleText(item.spoken());
            if (getIndex() > list.getItems().size() - NEAR_THE_END) {
                model.more();
            }
        }
    }

    private void show(Availability state) {
        list.setVisible(state == Availability.READY);
        cover.show(state, nothing);
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.stateProperty().addListener(onState);
        model.attach();
        show(model.stateProperty().get());
    }

    @Override
    public void detach() {
        model.detach();
        model.stateProperty().removeListener(onState);
    }
}
