package dev.netstock.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.demo.Catalogue;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/** {@code ./netstock catalogue}. */
@Command(name = "catalogue", description = "Prints the demo catalogue: a JSON array of products.")
final class CatalogueCommand implements Callable<Integer> {
    @Override
    public Integer call() throws JsonProcessingException {
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter();
        System.out.println(json.writeValueAsString(Catalogue.of(Catalogue.SEED).products()));
        return 0;
    }
}
