package org.tallystick.ui.people;

import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.SentenceText;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** A field for an address, ways to fill it, and what was found. What one does with that stands under it. */
public final class HubFinderView implements Screen {

    /** What came of asking somebody for a picture file. */
    public sealed interface PictureChoice {

        /**
         * A file that can be loaded.
         *
         * @param url its URL
         */
        record Chosen(String url) implements PictureChoice {}

        /** A file that is too large to be loaded. */
        record TooLarge() implements PictureChoice {}

        /** None: they changed their mind. */
        record Nothing() implements PictureChoice {}
    }

    private static final double MOST_SIDE_PIXELS = 2_000;

    private final HubFinderViewModel model;
    private final Messages messages;
    private final Supplier<PictureChoice> pictures;
    private final Parent root;
    private final HubTile tile = new HubTile();
    private final SentenceText sentence = new SentenceText();
    private final ChangeListener<HubFinderViewModel.@Nullable Shown> onShown = (property, before, now) -> show(now);

    @FXML
    private TextField address;

    @FXML
    private Button look;

    @FXML
    private ProgressIndicator progress;

    @FXML
    private VBox found;

    @FXML
    private HBox said;

    @FXML
    private StackPane tileBox;

    @FXML
    private VBox warnings;

    @FXML
    private CheckBox yes;

    @FXML
    private Label problem;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param pictures lets somebody choose a picture file
     */
    public HubFinderView(HubFinderViewModel model, Messages messages, Supplier<PictureChoice> pictures) {
        this.model = model;
        this.messages = messages;
        this.pictures = pictures;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        address.setAccessibleText(messages.text("hubs.address"));
        address.textProperty().bindBidirectional(model.textProperty());
        yes.selectedProperty().bindBidirectional(model.yesProperty());
        Shown.when(progress, model.lookingProperty());
        look.disableProperty().bind(model.lookingProperty());
        Shown.text(problem, model.problemProperty());
        tileBox.getChildren().add(tile);
        sentence.setFocusTraversable(true);
        said.getChildren().add(sentence);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Shown.set(found, false);
    }

    private void show(HubFinderViewModel.@Nullable Shown now) {
        Shown.set(found, now != null);
        if (now == null) {
            return;
        }
        tile.setHub(now.look());
        sentence.setSentence(now.sentence());
        warnings.getChildren()
                .setAll(now.warnings().stream().map(HubFinderView::warning).toList());
        Shown.set(warnings, !now.warnings().isEmpty());
        Shown.set(yes, now.asksYes());
        Focus.on(sentence);
    }

    private static Label warning(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("note", "warning-note");
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.shownProperty().addListener(onShown);
        show(model.shownProperty().get());
    }

    @Override
    public void focus() {
        Focus.on(address);
    }

    @Override
    public void detach() {
        model.shownProperty().removeListener(onShown);
    }

    @FXML
    private void look() {
        model.look();
    }

    @FXML
    private void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasImage() && clipboard.getImage() != null) {
            read(clipboard.getImage());
        } else {
            String text = clipboard.getString();
            model.take(text == null ? "" : text);
        }
    }

    @FXML
    private void choose() {
        switch (pictures.get()) {
            case PictureChoice.Chosen(String url) -> load(url);
            case PictureChoice.TooLarge _ -> model.tooLarge();
            case PictureChoice.Nothing _ -> {
                // Who changed their mind is asked nothing and told nothing.
            }
        }
    }

    private void load(String url) {
        Image image = new Image(url, MOST_SIDE_PIXELS, MOST_SIDE_PIXELS, true, true, true);
        image.progressProperty().addListener((property, before, now) -> {
            if (now.doubleValue() >= 1 && !image.isError()) {
                read(image);
            }
        });
        image.errorProperty().addListener((property, before, now) -> model.picture(new int[0], 0));
    }

    private void read(Image image) {
        PixelReader reader = image.getPixelReader();
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        if (reader == null || width <= 0 || height <= 0) {
            model.picture(new int[0], 0);
            return;
        }
        if ((long) width * height > MOST_SIDE_PIXELS * MOST_SIDE_PIXELS) {
            model.tooLarge();
            return;
        }
        int[] argb = new int[width * height];
        reader.getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        model.picture(argb, width);
    }
}
