package org.tallystick.ui.control;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Rotate;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/** The two halves of a tally stick: the program's mark, and the picture of the first screen. */
public final class TallySticks {

    private static final String OWE =
            "M6 18.6H58A4.2 4.2 0 0 1 62.2 22.8V30.6L50.8 30.6L46 24L41.2 30.6L34.3 30.6L29.5 24"
                    + "L24.7 30.6L19.8 30.6L15 24L10.2 30.6L1.8 30.6V22.8A4.2 4.2 0 0 1 6 18.6Z";
    private static final String OWED = "M1.8 33.4L10.2 33.4L15 40L19.8 33.4L24.7 33.4L29.5 40L34.3 33.4L41.2 33.4L46 40"
            + "L50.8 33.4L62.2 33.4V41.2A4.2 4.2 0 0 1 58 45.4H6A4.2 4.2 0 0 1 1.8 41.2Z";
    private static final String OWE_PICTURE =
            "M14 0H418A14 14 0 0 1 432 14V44L352 44L338 24L328 44L296 44L282 24L272 44"
                    + "L232 44L222 30L212 44L204 44L196 30L184 44L150 44L138 20L126 44L100 44L88 28L78 44L60 44L46 22L34 44L0 44"
                    + "V14A14 14 0 0 1 14 0Z";
    private static final String OWED_PICTURE =
            "M0 0L34 0L46 22L60 0L78 0L88 16L100 0L126 0L138 24L150 0L184 0L196 14L204 0"
                    + "L212 0L222 14L232 0L272 0L282 20L296 0L328 0L338 20L352 0L432 0V30A14 14 0 0 1 418 44H14A14 14 0 0 1 0 30Z";
    private static final double LOGO_EMS = 1.86;
    private static final double MARK_UNITS = 64;
    private static final int PICTURE_DEGREES = -24;

    private TallySticks() {}

    /** The mark, which grows with the type. */
    public static Node logo() {
        Scale scale = new Scale();
        Group logo = mark(scale);
        // Only what is shown counts for the size of a group, and this is not.
        logo.getChildren().add(new Em(pixels -> scale(scale, pixels * LOGO_EMS)));
        return logo;
    }

    /** The mark of a size in pixels. */
    public static Node mark(int pixels) {
        Scale scale = new Scale();
        scale(scale, pixels);
        return mark(scale);
    }

    private static void scale(Scale scale, double pixels) {
        scale.setX(pixels / MARK_UNITS);
        scale.setY(pixels / MARK_UNITS);
    }

    private static Group mark(Scale scale) {
        Group mark = new Group(half(OWE, "tally-owe"), half(OWED, "tally-owed"));
        mark.getTransforms().addAll(scale, new Rotate(-45, 32, 32));
        return new Group(mark);
    }

    /**
     * Both halves, apart, each with its word.
     *
     * @param owe beside the upper half
     * @param owed beside the lower half
     */
    public static Node picture(String owe, String owed) {
        Label oweWord = word(owe, "owe-text");
        oweWord.getTransforms().add(new Translate(0, -30));
        Label owedWord = word(owed, "owed-text");
        owedWord.getTransforms().add(new Translate(340, 128));
        SVGPath lower = half(OWED_PICTURE, "tally-owed");
        lower.setTranslateX(30);
        lower.setTranslateY(76);
        Group group = new Group(half(OWE_PICTURE, "tally-owe"), lower, oweWord, owedWord);
        group.getTransforms().add(new Rotate(PICTURE_DEGREES, 220, 60));
        return new Group(group);
    }

    private static Label word(String text, String colour) {
        Label label = new Label(text);
        label.getStyleClass().addAll("tally-word", colour);
        return label;
    }

    private static SVGPath half(String path, String colour) {
        SVGPath half = new SVGPath();
        half.setContent(path);
        half.getStyleClass().add(colour);
        return half;
    }
}
