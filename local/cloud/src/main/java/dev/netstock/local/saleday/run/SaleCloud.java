package dev.netstock.local.saleday.run;

import dev.netstock.local.demo.CatalogueLoader;
import dev.netstock.local.saleday.books.BookTables;
import dev.netstock.local.saleday.traffic.SaleApi;

import java.net.URI;

/**
 * What of the running cloud a sale needs.
 *
 * @param api where buyers buy, and deliveries are told of
 * @param loader how the goods come in: by files, as the core system sends them
 * @param tables what is judged in the end
 * @param lambda where the local Lambda tells what runs
 */
public record SaleCloud(SaleApi api, CatalogueLoader loader, BookTables tables, URI lambda) {}
