#pragma once
// Debian's libxml2 was built with ICU, whose headers are other ones than Foundation's own: a file that sees both does
// not compile. Nothing here touches a converter.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlmemory.h>
#include <iconv.h>

// xmlFree is a global variable, which Swift 6 refuses.
static inline void dudao_xml_free(void *pointer) { xmlFree(pointer); }
