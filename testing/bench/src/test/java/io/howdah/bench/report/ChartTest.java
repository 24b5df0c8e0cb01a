package io.howdah.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Sample;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import javax.xml.parsers.DocumentBuilderFactory;

class ChartTest {
    private final Findings findings = new Findings();

    @Test
    void drawsABarForEachFigure() throws Exception {
        add("select-simple-16", Map.of("direct", 40_000.0, "howdah", 50_000.0));
        add("select-simple-64", Map.of("direct", 30_000.0, "howdah", 60_000.0));
        add("tpcb-prepared-16", Map.of("howdah", 4_000.0));
        List<String> hints = hints();
        assertEquals(5, hints.size(), hints.toString());
        assertTrue(hints.contains("howdah: 60 000"), hints.toString());
    }

    @Test
    void isAsHighAsItsFigure() throws Exception {
        add("select-simple-16", Map.of("direct", 50_000.0, "howdah", 100_000.0));
        NodeList boxes = draw().getElementsByTagName("rect");
        double howdah = 0;
        double direct = 0;
        for (int i = 0; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            double height = Double.parseDouble(box.getAttribute("height"));
            howdah = box.getTextContent().startsWith("howdah") ? height : howdah;
            direct = box.getTextContent().startsWith("direct") ? height : direct;
        }
        assertEquals(2, howdah / direct, 0.01);
    }

    @Test
    void isThereInTheDark() {
        add("select-simple-16", Map.of("direct", 1.0));
        assertTrue(Chart.of(findings).contains("prefers-color-scheme:dark"));
    }

    @Test
    void escapesNames() throws Exception {
        add("select-simple-16", Map.of("<a & \"b\">", 1.0));
        assertEquals(List.of("<a & \"b\">: 1"), hints());
    }

    @Test
    void endsItsScaleAtARoundNumber() {
        assertEquals(1, Panel.scale(0));
        assertEquals(50, Panel.scale(20.5));
        assertEquals(20_000, Panel.scale(20_000));
        assertEquals(100_000, Panel.scale(50_001));
    }

    private List<String> hints() throws Exception {
        NodeList boxes = draw().getElementsByTagName("rect");
        List<String> hints = new ArrayList<>();
        for (int i = 0; i < boxes.getLength(); i++) {
            String hint = boxes.item(i).getTextContent();
            if (!hint.isEmpty()) {
                hints.add(hint);
            }
        }
        return hints;
    }

    private Document draw() throws Exception {
        byte[] svg = Chart.of(findings).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg));
    }

    private void add(String cell, Map<String, Double> tps) {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        tps.forEach((target, value) -> samples.put(target, List.of(new Sample(value, 1, 1, 1, 0))));
        findings.add(new CellResult(Cell.parse(cell), samples, Map.of()));
    }
}
