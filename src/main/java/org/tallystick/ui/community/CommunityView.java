package org.tallystick.ui.community;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.community.CommunityViewModel.Section;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.SegmentedBar;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the frame of the four sections; its clock asks the model to look again. */
public final class CommunityView implements Screen {

    private static final Duration BETWEEN_LOOKS = Duration.seconds(2);

    private final CommunityViewModel model;
    private final Messages messages;
    private final Function<Section, Screen> screens;
    private final Map<Section, Screen> made = new EnumMap<>(Section.class);
    private final Cover cover;
    private final EmptyState nothing;
    private final SegmentedBar sections;
    private final Parent root;
    private final PauseTransition pause = new PauseTransition(BETWEEN_LOOKS);
    private final ChangeListener<Section> onSection = (property, before, now) -> show(now);
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ChangeListener<Integer> onWaiting = (property, before, now) -> count(now);
    private @Nullable Screen shown;
    private List<SegmentedBar.Segment> counted = List.of();

    @FXML
    private Label hubName;

    @FXML
    private StackPane sectionBox;

    @FXML
    private VBox lackBox;

    @FXML
    private Label lack;

    @FXML
    private StackPane body;

    @FXML
    private StackPane other;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param screens makes the screen of a section, once each
     */
    public CommunityView(CommunityViewModel model, Messages messages, Function<Section, Screen> screens) {
        this.model = model;
        this.messages = messages;
        this.screens = screens;
        this.cover = new Cover(messages, model::look);
        this.nothing = new EmptyState(messages.text("app.away"), "");
        this.sections = new SegmentedBar(SegmentedBar.Form.SEGMENTS, messages.text("community.sections"));
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        sectionBox.getChildren().add(sections);
        other.getChildren().add(cover);
        hubName.textProperty().bind(model.subtitleProperty());
        lack.textProperty().bind(model.lackProperty());
        Shown.when(lackBox, model.lackProperty().isNotEmpty());
        count(0);
        sections.selectedKeyProperty()
                .addListener((property, before, now) -> model.sectionProperty().set(Section.valueOf(now)));
        pause.setOnFinished(event -> {
            model.look();
            pause.playFromStart();
        });
    }

    private void count(int waiting) {
        List<SegmentedBar.Segment> segments = Stream.of(Section.values())
                .map(section -> new SegmentedBar.Segment(
                        section.name(),
                        messages.text("community.section." + section.name()),
                        section == Section.HUB && waiting > 0 ? Figures.count(waiting) : ""))
                .toList();
        if (!segments.equals(counted)) {
            boolean focused = sections.isFocusWithin();
            counted = segments;
            sections.setSegments(segments);
            if (focused) {
                focusSections();
            }
        }
    }

    /** The arrows go from section to section, and Tab into the one that is shown. */
    private void focusSections() {
        sections.getChildren().stream()
                .filter(Node::isFocusTraversable)
                .findFirst()
                .ifPresent(Focus::on);
    }

    private void show(Section section) {
        sections.select(section.name());
        Screen next = made.computeIfAbsent(section, screens);
        if (!next.equals(shown)) {
            leave();
            shown = next;
            body.getChildren().setAll(next.root());
            next.attach();
        }
    }

    private void leave() {
        if (shown != null) {
            shown.detach();
            shown = null;
        }
    }

    private void show(Availability state) {
        body.setVisible(state == Availability.READY);
        cover.show(state, nothing);
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.sectionProperty().addListener(onSection);
        model.stateProperty().addListener(onState);
        model.waitingProperty().addListener(onWaiting);
        model.attach();
        count(model.waitingProperty().get());
        show(model.stateProperty().get());
        show(model.sectionProperty().get());
        focusSections();
        pause.playFromStart();
    }

    @Override
    public void detach() {
        pause.stop();
        leave();
        model.detach();
        model.sectionProperty().removeListener(onSection);
        model.stateProperty().removeListener(onState);
        model.waitingProperty().removeListener(onWaiting);
    }
}
