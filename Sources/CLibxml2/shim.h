#pragma once
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlmemory.h>
#include <iconv.h>

// xmlFree is a global variable, which Swift 6 refuses.
static inline void dudao_xml_free(void *pointer) { xmlFree(pointer); }
